"""From a document to what it says: one question a module."""
