"""A gRPC client that knows nothing but server reflection. Argument: the server's port."""
import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

import checks
import reflection_pb2
import reflection_pb2_grpc
import status_pb2
from kit_messages import VALUES, address, in_full, request, result

channel = grpc.insecure_channel(address())
reflection = reflection_pb2_grpc.ServerReflectionStub(channel)
pool = descriptor_pool.DescriptorPool()
messages = message_factory.MessageFactory(pool)
known = set()


def ask(**question):
    return next(iter(reflection.ServerReflectionInfo(iter([reflection_pb2.ServerReflectionRequest(**question)]))))


def learn(**question):
    """Adds the files of an answer to the pool, each after those that it imports."""
    files = [
        descriptor_pb2.FileDescriptorProto.FromString(data)
        for data in ask(**question).file_descriptor_response.file_descriptor_proto
    ]
    for file in files:
        for imported in file.dependency:
            if imported not in known:
                learn(file_by_filename=imported)
        if file.name not in known:
            known.add(file.name)
            pool.Add(file)


def service():
    name = next(s.name for s in ask(list_services='').list_services_response.service if s.name.endswith('.KitService'))
    learn(file_containing_symbol=name)
    return pool.FindServiceByName(name)


SERVICE = service()


def call(operation, fields):
    method = SERVICE.methods_by_name[operation]
    input_type = messages.GetPrototype(method.input_type)
    invoke = channel.unary_unary(
        '/%s/%s' % (SERVICE.full_name, operation),
        request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=messages.GetPrototype(method.output_type).FromString)
    return in_full(fields, input_type()), invoke(request(input_type(), fields))


def echo(operation):
    for fields in VALUES[operation]:
        sent, response = call(operation, fields)
        checks.equal(sent, result(operation, response))


for described in SERVICE.methods:
    if described.name.startswith('Echo'):
        checks.add(described.name, echo, described.name)


@checks.check
def services_are_listed():
    names = {s.name for s in ask(list_services='').list_services_response.service}
    checks.equal(True, {'rmix.v1.Lane', 'grpc.reflection.v1alpha.ServerReflection', SERVICE.full_name} <= names)


@checks.check
def what_is_unknown_is_an_error():
    checks.equal(grpc.StatusCode.NOT_FOUND.value[0], ask(file_containing_symbol='no.Such').error_response.error_code)


@checks.check
def typed_fault():
    try:
        call('Refuse', {'reason': 'no', 'code': 3})
        raise AssertionError('no error')
    except grpc.RpcError as error:
        status = status_pb2.Status.FromString(dict(error.trailing_metadata())['grpc-status-details-bin'])
    name = status.details[0].type_url.rpartition('/')[2]
    exception = messages.GetPrototype(pool.FindMessageTypeByName(name)).FromString(status.details[0].value)
    checks.equal(('no', 3), (exception.message, exception.code))


@checks.check
def one_way():
    call('Right', {'number': '-1'})
    checks.until('it has run', lambda: -1 in call('Numbers', {})[1].result)


checks.run()
