"""A server with nothing but Python's own xmlrpc.server. Prints READY and its port."""
import xmlrpc.client
from socketserver import ThreadingMixIn
from xmlrpc.server import SimpleXMLRPCServer


class Server(ThreadingMixIn, SimpleXMLRPCServer):
    daemon_threads = True


numbers = []


def same(value):
    return value


def refuse(reason, code):
    raise xmlrpc.client.Fault(code, "refused: " + reason)


def crash(secret):
    raise RuntimeError(secret)


def right(number):
    numbers.append(number)
    return 0


def left(number):
    numbers.append(number)
    raise RuntimeError("after " + number)


server = Server(("127.0.0.1", 0), logRequests=False, use_builtin_types=True)
for name in ("Boolean", "Int", "Long", "Double", "String", "Bytes", "Enum", "Record", "Strings", "Records", "Ints", "Map",
             "RecordMap", "Optional", "OptionalRecord", "Instant", "Duration", "Nested", "Doubles", "Ref", "Message"):
    server.register_function(same, "kit.echo" + name)
server.register_function(refuse, "kit.refuse")
server.register_function(crash, "kit.crash")
server.register_function(right, "kit.right")
server.register_function(left, "kit.left")
server.register_function(lambda: numbers, "kit.numbers")
server.register_function(lambda: 0, "kit.nothing")
server.register_function(lambda *all: repr(list(all)), "kit.three")
server.register_function(lambda: "not a number", "kit.ready")
print("READY", server.server_address[1], flush=True)
server.serve_forever()
