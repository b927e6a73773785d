"""Where grades stand: in rows of tables and beside headings (``rows``), and in sentences (``statements``).

What aspects and grades look like, whoever prints them, is known to ``forms``.
"""
