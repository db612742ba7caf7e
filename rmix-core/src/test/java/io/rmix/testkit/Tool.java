package io.rmix.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Tools of others that tests run, each from a package of Debian. The launcher installs them: {@code packages} in {@code ./dvm} names the same. */
public enum Tool {
    PYTHON("python3", Tool.python(), "--version"),
    GRPCIO("python3-grpcio", Tool.python(), "-c", "import grpc"),
    PROTOBUF("python3-protobuf", Tool.python(), "-c", "import google.protobuf"),
    ZEEP("python3-zeep", Tool.python(), "-c", "import zeep"),
    PROTOC("protobuf-compiler", "protoc", "--version"),
    PROTOC_GRPC("protobuf-compiler-grpc", "sh", "-c", "command -v grpc_python_plugin");

    private static final Map<Tool, Boolean> FOUND = new ConcurrentHashMap<>();

    private final String debianPackage;
    private final List<String> check;

    Tool(String debianPackage, String... check) {
        this.debianPackage = debianPackage;
        this.check = List.of(check);
    }

    /** The interpreter: that of the environment variable DVM_PYTHON, else Debian's, for which its packages are. */
    public static String python() {
        return System.getenv().getOrDefault("DVM_PYTHON", "/usr/bin/python3");
    }

    /** The name to give to apt-get. */
    public String debianPackage() {
        return debianPackage;
    }

    /** Whether it is installed; looked up once. */
    public boolean found() {
        return FOUND.computeIfAbsent(this, Tool::succeeds);
    }

    private static boolean succeeds(Tool tool) {
        try {
            Process process = new ProcessBuilder(tool.check)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // There is no such program.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
