"""A gRPC client with stubs that protoc generated from the emitted .proto. Argument: the server's port."""
import uuid

import grpc
from google.protobuf import timestamp_pb2

import checks
import kit_pb2
import kit_pb2_grpc
import status_pb2
from kit_messages import VALUES, address, in_full, request, result
from rmix.v1 import lane_pb2

channel = grpc.insecure_channel(address(), options=[('grpc.max_receive_message_length', 16 << 20)])
kit = kit_pb2_grpc.KitServiceStub(channel)
T = kit_pb2.KitServiceTypes
SERVICE = kit_pb2.DESCRIPTOR.services_by_name['KitService']


def fails(call, *arguments, **options):
    try:
        call(*arguments, **options)
    except grpc.RpcError as e:
        return e
    raise AssertionError('no error')


def trailer(error, key):
    return dict(error.trailing_metadata()).get(key)


def echo(operation):
    input_type = lane_pb2.LaneAck if operation == 'EchoMessage' else getattr(T, operation + 'Request')
    for fields in VALUES[operation]:
        response = getattr(kit, operation)(request(input_type(), fields))
        checks.equal(in_full(fields, input_type()), result(operation, response))


for method in SERVICE.methods:
    if method.name.startswith('Echo'):
        checks.add(method.name, echo, method.name)


@checks.check
def every_echo_has_values():
    checks.equal(sorted(VALUES), sorted(m.name for m in SERVICE.methods if m.name.startswith('Echo')))


@checks.check
def plain_code():
    line = T.Line(name='tea', amount=7, colour=T.COLOUR_GREEN, due=timestamp_pb2.Timestamp(seconds=1, nanos=999999999))
    line.parts.add(name='leaf', colour=T.COLOUR_RED)
    back = kit.EchoOptionalRecord(T.EchoOptionalRecordRequest(value=line))
    checks.equal(line, back.result)
    checks.equal('7seven[1.0, 2.5]', kit.Three(T.ThreeRequest(number=7, text='seven', more=[1, 2.5])).result)
    kit.Nothing(T.NothingRequest())
    checks.equal(5 << 20, len(kit.Make(T.MakeRequest(bytes=5 << 20)).result))


@checks.check
def what_is_absent_and_may_not_be_is_refused():
    error = fails(kit.EchoEnum, T.EchoEnumRequest())
    checks.equal(grpc.StatusCode.INVALID_ARGUMENT, error.code())
    checks.equal('NOT_INVOKED', trailer(error, 'rmix-outcome'))


@checks.check
def typed_fault():
    error = fails(kit.Refuse, T.RefuseRequest(reason='closed today', code=-7))
    checks.equal(grpc.StatusCode.FAILED_PRECONDITION, error.code())
    status = status_pb2.Status.FromString(trailer(error, 'grpc-status-details-bin'))
    checks.equal(error.code().value[0], status.code)
    exception = T.KitException()
    checks.equal(True, status.details[0].Unpack(exception))
    checks.equal(T.KitException(message='closed today', code=-7), exception)
    checks.equal('INVOKED', trailer(error, 'rmix-outcome'))


@checks.check
def failure_of_the_servant():
    error = fails(kit.Crash, T.CrashRequest(secret='the password'))
    checks.equal(grpc.StatusCode.UNKNOWN, error.code())
    checks.equal(False, 'password' in error.details())
    checks.equal(None, trailer(error, 'grpc-status-details-bin'))


@checks.check
def deadline_reaches_the_servant():
    # A servant that is not stubborn answers when it hears of the deadline, and its answer may be here before ours has passed.
    token = 'stubborn ' + str(uuid.uuid4())
    error = fails(kit.Block, T.BlockRequest(token=token), timeout=0.5)
    checks.equal(grpc.StatusCode.DEADLINE_EXCEEDED, error.code())
    checks.until('the servant hears of it', lambda: kit.Cancelled(T.CancelledRequest(token=token)).result)
    kit.Release(T.ReleaseRequest(token=token))


@checks.check
def cancellation_reaches_the_servant():
    token = str(uuid.uuid4())
    call = kit.Block.future(T.BlockRequest(token=token))
    checks.until('the servant is entered', lambda: kit.Entered(T.EnteredRequest(token=token)).result == 1)
    call.cancel()
    checks.until('the servant hears of it', lambda: kit.Cancelled(T.CancelledRequest(token=token)).result)


@checks.check
def asynchronous_calls():
    calls = [kit.EchoInt.future(T.EchoIntRequest(value=i)) for i in range(200)]
    checks.equal(list(range(200)), [call.result(30).result for call in calls])


@checks.check
def one_way():
    for number in range(1, 101):
        checks.equal(T.RightResponse(), kit.Right(T.RightRequest(number=number)))
    checks.until('all have run', lambda: len(kit.Numbers(T.NumbersRequest()).result) == 100)
    checks.equal(list(range(1, 101)), sorted(kit.Numbers(T.NumbersRequest()).result))


@checks.check
def an_object_by_its_name():
    named = lambda name: [('rmix-object', name)]
    checks.equal(1, kit.Ready(T.ReadyRequest(), metadata=named('kit')).result)
    error = fails(kit.Ready, T.ReadyRequest(), metadata=named('nobody'))
    checks.equal((grpc.StatusCode.NOT_FOUND, 'NO_SUCH_SERVICE'), (error.code(), trailer(error, 'rmix-code')))


checks.run()
