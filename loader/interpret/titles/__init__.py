"""What a report prints about itself, one question a module: whom, when, led by whom, by whose inspectors."""
