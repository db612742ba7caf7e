"""A gRPC server that implements the emitted .proto, and server reflection; says READY PORT, and ends with its standard input."""
import concurrent.futures
import sys
import threading

import grpc
from google.protobuf import descriptor_pool, json_format

import kit_pb2
import kit_pb2_grpc
import reflection_pb2
import reflection_pb2_grpc
import status_pb2
from kit_messages import VALUES, in_full

T = kit_pb2.KitServiceTypes
# What grpcio tells of a call without a deadline is larger.
FOREVER = 1e6
SERVICE = kit_pb2.DESCRIPTOR.services_by_name['KitService']


def echo(operation):
    output_type = getattr(T, operation + 'Response', None)

    def method(self, message, context):
        fields = json_format.MessageToDict(message)
        if fields not in [in_full(expected, type(message)()) for expected in VALUES[operation]]:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, 'not among the values: %r' % fields)
        if operation == 'EchoMessage':
            return message
        return json_format.ParseDict({'result': fields['value']} if 'value' in fields else {}, output_type())

    return method


class Kit(kit_pb2_grpc.KitServiceServicer):
    def __init__(self):
        self.lock = threading.Lock()
        self.numbers = []
        self.entered = {}
        self.heard = set()

    def Nothing(self, message, context):
        return T.NothingResponse()

    def Ready(self, message, context):
        return T.ReadyResponse(result=1)

    def Three(self, message, context):
        return T.ThreeResponse(result='%d%s%s' % (message.number, message.text, list(message.more)))

    def Make(self, message, context):
        return T.MakeResponse(result=bytes(message.bytes))

    def Refuse(self, message, context):
        status = status_pb2.Status(code=grpc.StatusCode.ABORTED.value[0], message='refused')
        status.details.add().Pack(T.KitException(message=message.reason, code=message.code))
        context.set_trailing_metadata([('grpc-status-details-bin', status.SerializeToString())])
        context.abort(grpc.StatusCode.ABORTED, 'refused')

    def Crash(self, message, context):
        raise RuntimeError('crashed as asked')

    def Block(self, message, context):
        """Waits until the call is cancelled or its deadline, which the client sent, has passed."""
        ended = threading.Event()
        context.add_callback(ended.set)
        remaining = context.time_remaining()
        with self.lock:
            self.entered[message.token] = 0 if remaining is None or remaining > FOREVER else remaining
        ended.wait()
        with self.lock:
            self.heard.add(message.token)
        return T.BlockResponse()

    def Entered(self, message, context):
        """Seconds that the call with the token had left, rounded up; 0 if it had no deadline; -1 if it has not come."""
        with self.lock:
            remaining = self.entered.get(message.token, -1)
        return T.EnteredResponse(result=int(remaining + 0.999) if remaining > 0 else int(remaining))

    def Cancelled(self, message, context):
        with self.lock:
            return T.CancelledResponse(result=message.token in self.heard)

    def Right(self, message, context):
        with self.lock:
            self.numbers.append(message.number)
        return T.RightResponse()

    def Left(self, message, context):
        self.Right(T.RightRequest(number=message.number), context)
        return T.LeftResponse()

    def Numbers(self, message, context):
        with self.lock:
            return T.NumbersResponse(result=self.numbers)


for described in SERVICE.methods:
    if described.name.startswith('Echo'):
        setattr(Kit, described.name, echo(described.name))

class Reflection(reflection_pb2_grpc.ServerReflectionServicer):
    """The old version only, and one file at a time: clients have to ask for what it imports."""

    def ServerReflectionInfo(self, questions, context):
        for question in questions:
            if question.WhichOneof('message_request') == 'list_services':
                yield reflection_pb2.ServerReflectionResponse(list_services_response={
                    'service': [{'name': SERVICE.full_name}]})
                continue
            pool = descriptor_pool.Default()
            try:
                file = (pool.FindFileByName(question.file_by_filename) if question.file_by_filename
                        else pool.FindFileContainingSymbol(question.file_containing_symbol))
                yield reflection_pb2.ServerReflectionResponse(file_descriptor_response={
                    'file_descriptor_proto': [file.serialized_pb]})
            except KeyError:
                yield reflection_pb2.ServerReflectionResponse(error_response={
                    'error_code': grpc.StatusCode.NOT_FOUND.value[0]})


server = grpc.server(concurrent.futures.ThreadPoolExecutor(32))
kit_pb2_grpc.add_KitServiceServicer_to_server(Kit(), server)
reflection_pb2_grpc.add_ServerReflectionServicer_to_server(Reflection(), server)
port = server.add_insecure_port('127.0.0.1:0')
server.start()
print('READY', port, flush=True)
sys.stdin.read()
server.stop(None).wait()
