package io.rmix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.spi.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the documents say of the sources. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");
    private static final Pattern FOLDER = Pattern.compile("(?m)^\\| `([a-z-]+)/`");

    @Test
    void theFirstProgramIsTheOneThatIsBuilt() throws IOException {
        Matcher code = CODE.matcher(read(ROOT.resolve("README.md")));
        assertTrue(code.find());
        String program = code.group(1);
        assertTrue(program.lines().count() <= 20, program);
        String built = read(ROOT.resolve("examples/hello/src/main/java/io/rmix/examples/hello/Hello.java"));
        for (String part : program.split("\n\n")) assertTrue(dense(built).contains(dense(part)), part);
    }

    @Test
    void everyDependencyAndPluginHasALine() throws Exception {
        String page = read(ROOT.resolve("docs/DEPENDENCIES.md"));
        List<String> missing = new ArrayList<>();
        for (Path pom : poms()) {
            NodeList artifacts = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getElementsByTagName("artifactId");
            for (int i = 0; i < artifacts.getLength(); i++) {
                Element artifact = (Element) artifacts.item(i);
                String name = artifact.getTextContent();
                if (!isOurs(artifact) && !name.endsWith("-bom") && !page.contains(name)) missing.add(pom + ": " + name);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void thePagesOfProvidersListTheirOptions() throws IOException {
        for (Provider provider : ServiceLoader.load(Provider.class)) {
            Path page = ROOT.resolve("docs/providers/" + provider.name() + ".md");
            List<String> listed = !Files.exists(page)
                    ? List.of()
                    : read(page)
                            .replaceFirst("(?s)^.*\n## Options\n(.*?)\n## .*$", "$1")
                            .lines()
                            .filter(line -> line.startsWith("| `"))
                            .toList();
            List<String> known = provider.options().stream()
                    .map(each ->
                            "| `%s` | %s | %s | %s |".formatted(each.name(), each.takes(), each.usual(), each.effect()))
                    .toList();
            assertEquals(known, listed, provider.name());
        }
    }

    @Test
    void theMapOfTheFoldersNamesAllAndNoOthers() throws IOException {
        List<String> named = FOLDER.matcher(read(ROOT.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        for (String folder : named) assertTrue(Files.isDirectory(ROOT.resolve(folder)), folder);
        for (Path pom : poms()) {
            Path folder = ROOT.relativize(pom).getName(0);
            boolean root = folder.toString().equals("pom.xml");
            // Providers share a line of the table.
            boolean sharesALine = folder.toString().startsWith("rmix-provider-");
            assertTrue(root || sharesALine || named.contains(folder.toString()), folder + " is not in the map");
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages)
            LINK.matcher(read(page)).results().forEach(link -> {
                Path target = page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " leads to " + target);
            });
    }

    /** Those of the project, whatever lies below the folders in which builds put things. */
    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(
                            file -> file.endsWith("pom.xml") && !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static boolean isOurs(Element artifact) {
        NodeList group = ((Element) artifact.getParentNode()).getElementsByTagName("groupId");
        return group.getLength() == 0
                ? artifact.getParentNode().getNodeName().equals("project")
                : group.item(0).getTextContent().equals("io.rmix");
    }

    private static String dense(String code) {
        return code.replaceAll("\\s", "");
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
