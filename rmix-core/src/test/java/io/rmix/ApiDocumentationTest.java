package io.rmix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that users and providers see has documentation: public types, methods, constructors, constants, and each component of a record. A
 * method that overrides has that of its origin, a compact constructor that of its record.
 */
class ApiDocumentationTest {
    @ParameterizedTest
    @ValueSource(strings = {"io/rmix", "io/rmix/spi"})
    void nothingPublicIsWithout(String folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Documented documented;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.list(Path.of("src/main/java", folder))) {
            List<File> all = sources.map(Path::toFile)
                    .filter(file -> file.getName().endsWith(".java"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromFiles(all));
            documented = new Documented(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) documented.scan(unit, null);
        }
        assertTrue(documented.seen > 20, documented.seen + " were looked at");
        assertEquals(List.of(), documented.missing);
    }

    private static final class Documented extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<String> missing = new ArrayList<>();
        private int seen;

        Documented(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (!isPublic(type.getModifiers())) return null;
            String text = need(type.getSimpleName().toString());
            if (type.getKind() == Tree.Kind.RECORD)
                for (Tree member : type.getMembers())
                    if (member instanceof VariableTree part
                            && !part.getModifiers().getFlags().contains(Modifier.STATIC)
                            && !text.contains("@param " + part.getName() + " "))
                        missing.add(type.getSimpleName() + ": @param " + part.getName());
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
            boolean isCompact = method.getName().contentEquals("<init>") && typeIs(Tree.Kind.RECORD);
            if (isPublic(method.getModifiers()) && !overrides && !isCompact)
                need(owner().getSimpleName() + "." + method.getName());
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void none) {
            boolean isConstant = field.getModifiers().getFlags().contains(Modifier.STATIC);
            if (isConstant && isPublic(field.getModifiers())) need(owner().getSimpleName() + "." + field.getName());
            return null;
        }

        private ClassTree owner() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private boolean typeIs(Tree.Kind kind) {
            return owner().getKind() == kind;
        }

        /** What is in an interface is public without saying so. */
        private boolean isPublic(ModifiersTree modifiers) {
            boolean says = modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED);
            boolean inInterface = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && (type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE);
            return says || inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private String need(String name) {
            seen++;
            String text = trees.getDocComment(getCurrentPath());
            if (text == null || text.isBlank()) missing.add(name);
            return text == null ? "" : text;
        }
    }
}
