"""
The one endpoint that the page calls, and one handler for each thing it asks.

No rule stands here: handlers read a request, ask the other rooms and lay out the reply.
"""
