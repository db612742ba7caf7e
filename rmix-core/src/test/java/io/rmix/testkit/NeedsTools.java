package io.rmix.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Tests that are skipped, with a text that says what to install, where a tool of others is missing. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTools.Condition.class)
public @interface NeedsTools {
    Tool[] value();

    /** Looks for the tools. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<Tool> missing = AnnotationSupport.findAnnotation(context.getElement(), NeedsTools.class).stream()
                    .flatMap(needs -> Arrays.stream(needs.value()))
                    .filter(tool -> !tool.found())
                    .toList();
            if (missing.isEmpty()) return ConditionEvaluationResult.enabled("the tools are there");
            String packages = missing.stream().map(Tool::debianPackage).collect(Collectors.joining(" "));
            return ConditionEvaluationResult.disabled(
                    "not installed: " + packages + "; on Debian: apt-get install " + packages);
        }
    }
}
