package io.rmix.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names and numbers of an enum's constants, by the protobuf style guide: prefixed, 0 for none of them. */
final class EnumConstants {
    private EnumConstants() {}

    static List<EnumType.Constant> of(Class<? extends Enum<?>> type, String name, LockBuilder numbers) {
        Enum<?>[] values = type.getEnumConstants();
        if (values.length == 0) {
            throw new ContractException(type.getName(), "has no constants", "declare one");
        }
        String prefix = Naming.screamingSnake(name) + "_";
        // protobuf refuses names that differ in case and underscores only
        Map<String, String> plain = new HashMap<>(Map.of("unspecified", prefix + "UNSPECIFIED"));
        List<Integer> fields =
                numbers.enumeration(name, Arrays.stream(values).map(Enum::name).toList(), type.getName());
        List<EnumType.Constant> constants = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String constant = Naming.field(type.getName(), values[i].name());
            String other = plain.put(constant.replace("_", "").toLowerCase(Locale.ROOT), constant);
            if (other != null) {
                throw new ContractException(
                        type.getName() + "." + constant, "is too like " + other + " for protobuf", "rename it");
            }
            constants.add(new EnumType.Constant(values[i], prefix + Naming.screamingSnake(constant), fields.get(i)));
        }
        return constants;
    }
}
