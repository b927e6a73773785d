"""Lines into blocks: what stands together, what begins a section, an item or a paragraph."""
