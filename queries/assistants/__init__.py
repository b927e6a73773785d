"""Tools with which an assistant answers from the graph, by the Model Context Protocol.

The protocol is spoken over standard input and output by the official SDK
(https://github.com/modelcontextprotocol/python-sdk). Every question goes to the worker processes of
``queries.web``, with the deadline, the memory and the checks of the web's endpoint: ``asking`` sends it and
reads the answer, ``tools`` says what there is to be asked, and how.
"""
