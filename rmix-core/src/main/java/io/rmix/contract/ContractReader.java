package io.rmix.contract;

import io.rmix.Idempotent;
import io.rmix.OneWay;
import io.rmix.Serial;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one interface; used once. */
final class ContractReader {
    private final Class<?> source;
    private final String name;
    private final ContractLock locked;
    private final LockBuilder numbers;
    private final TypeReader types;

    ContractReader(Class<?> source) {
        this.source = source;
        if (!source.isInterface() || source.isAnnotation()) {
            throw new ContractException(source.getName(), "is no interface", "declare the methods in an interface");
        }
        if (source.getTypeParameters().length > 0) {
            throw new ContractException(
                    source.getName(), "has type parameters", "extend it by an interface that binds them");
        }
        this.name = Naming.contract(source);
        this.locked = ContractLock.load(source, name);
        this.numbers = new LockBuilder(locked);
        this.types = new TypeReader(new TypeVariables(source), numbers);
    }

    /** The contract, if it breaks no client of the one in its lock file. */
    Contract read() {
        Contract contract = readUnchecked();
        List<ContractChange> changes = Compatibility.between(locked, contract.lock());
        if (!changes.isEmpty()) {
            throw new ContractException(
                    name,
                    "breaks clients of the contract in its lock file:\n  "
                            + String.join(
                                    "\n  ",
                                    changes.stream()
                                            .map(ContractChange::toString)
                                            .toList()) + "\n",
                    "if nobody uses it yet, delete META-INF/rmix/" + name + ".lock and write it anew");
        }
        return contract;
    }

    /** The contract, whatever its lock file has beside field numbers. */
    Contract readUnchecked() {
        Map<String, Method> methods = methodsByOperation();
        if (methods.isEmpty()) {
            throw new ContractException(source.getName(), "has no abstract method", "declare what can be called");
        }
        methods.forEach((operation, method) -> {
            String upper = Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
            types.reserve(upper + "Request", where(method));
            types.reserve(upper + "Response", where(method));
        });
        List<Operation> operations = new ArrayList<>();
        methods.forEach((operation, method) -> operations.add(operation(operation, method, operations.size())));
        List<Type> named = types.finish();
        ContractLock lock = numbers.build(name, remote(), operations, named);
        return new Contract(name, source, operations, byMethod(operations), named, lock);
    }

    /** Abstract methods by operation name, sorted; of equal signatures the one with the narrowest result. */
    private Map<String, Method> methodsByOperation() {
        Map<String, Method> bySignature = new TreeMap<>();
        for (Method method : source.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers()) && !declaredByObject(method)) {
                bySignature.merge(TypeVariables.signature(method), method, ContractReader::narrower);
            }
        }
        Map<String, Method> byName = new TreeMap<>();
        for (Method method : bySignature.values()) {
            String given = Naming.given(method);
            String operation = Naming.operation(where(method), given != null ? given : method.getName());
            Method other = byName.put(operation, method);
            if (other != null) {
                throw new ContractException(
                        where(method),
                        "has the name '" + operation + "' of " + other,
                        "give one of the overloads a name of its own with @Name");
            }
        }
        return byName;
    }

    private static Method narrower(Method a, Method b) {
        return a.getReturnType().isAssignableFrom(b.getReturnType()) && a.getReturnType() != b.getReturnType() ? b : a;
    }

    private static boolean declaredByObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(m -> TypeVariables.signature(m).equals(TypeVariables.signature(method)));
    }

    private Operation operation(String operation, Method method, int index) {
        String where = where(method);
        if (method.getTypeParameters().length > 0) {
            throw new ContractException(where, "is generic", "declare one method for each type");
        }
        Type result = method.getReturnType() == void.class
                ? SimpleType.VOID
                : types.read(method.getGenericReturnType(), where + ", result");
        boolean oneWay = method.isAnnotationPresent(OneWay.class);
        List<ExceptionType> exceptions = exceptions(method, where);
        if (oneWay && !(result.isVoid() && exceptions.isEmpty())) {
            throw new ContractException(where, "is @OneWay with a result or exception", "make it void without throws");
        }
        boolean serial = method.isAnnotationPresent(Serial.class)
                || source.isAnnotationPresent(Serial.class)
                || method.getDeclaringClass().isAnnotationPresent(Serial.class);
        Operation.Traits traits = new Operation.Traits(oneWay, method.isAnnotationPresent(Idempotent.class), serial);
        return new Operation(name, method, operation, index, parameters(operation, method), result, exceptions, traits);
    }

    /** Programs for Java RMI were compiled before parameters had names in class files: there they are arg0, arg1, ... */
    private boolean remote() {
        return java.rmi.Remote.class.isAssignableFrom(source);
    }

    private List<Parameter> parameters(String operation, Method method) {
        java.lang.reflect.Parameter[] declared = method.getParameters();
        List<String> names = new ArrayList<>();
        List<Type> read = new ArrayList<>();
        for (java.lang.reflect.Parameter parameter : declared) {
            String given = Naming.given(parameter);
            if (given == null && !parameter.isNamePresent() && !remote()) {
                throw new ContractException(
                        where(method),
                        "the name of parameter " + (names.size() + 1) + " is not in the class file",
                        "compile with -parameters, or give it a @Name");
            }
            String where = where(method) + ", parameter " + (given != null ? given : parameter.getName());
            names.add(Naming.field(where, given != null ? given : parameter.getName()));
            read.add(types.read(parameter.getParameterizedType(), where));
        }
        if (read.size() == 1 && read.get(0).kind() == Type.Kind.MESSAGE) {
            return List.of(new Parameter(names.get(0), 0, read.get(0), 1));
        }
        String message = Character.toUpperCase(operation.charAt(0)) + operation.substring(1) + "Request";
        List<Integer> fields = numbers.message(message, names, where(method));
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < declared.length; i++) {
            parameters.add(new Parameter(names.get(i), i, read.get(i), fields.get(i)));
        }
        return parameters;
    }

    private List<ExceptionType> exceptions(Method method, String where) {
        List<ExceptionType> read = new ArrayList<>();
        for (java.lang.reflect.Type thrown : method.getGenericExceptionTypes()) {
            if (!(remote() && thrown == RemoteException.class)) {
                read.add(types.exception(thrown, where + ", throws " + thrown.getTypeName()));
            }
        }
        return read;
    }

    /** Finds operations also by the methods that theirs overrides or repeats. */
    private Map<Method, Operation> byMethod(List<Operation> operations) {
        Map<String, Operation> bySignature = new HashMap<>();
        operations.forEach(o -> bySignature.put(TypeVariables.signature(o.method()), o));
        Map<Method, Operation> found = new HashMap<>();
        collect(source, bySignature, found);
        return found;
    }

    private static void collect(Class<?> type, Map<String, Operation> bySignature, Map<Method, Operation> found) {
        for (Method method : type.getDeclaredMethods()) {
            @Nullable Operation operation = bySignature.get(TypeVariables.signature(method));
            if (operation != null && !Modifier.isStatic(method.getModifiers())) {
                found.put(method, operation);
            }
        }
        for (Class<?> parent : type.getInterfaces()) {
            collect(parent, bySignature, found);
        }
    }

    private String where(Method method) {
        String list = String.join(
                ", ",
                Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList());
        return source.getName() + "." + method.getName() + "(" + list + ")";
    }
}
