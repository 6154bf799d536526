package org.anlan.testing;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources below a folder of this Maven module, parsed by the compiler's own parser. */
public record SourceTree(Path root, List<SourceFile> files) {

    /** @param lines from the return type to the closing brace; tables in annotations do not count */
    public record Method(String where, int lines) {}

    public record SourceFile(String path, String packageName, List<String> imports, int lines, List<Method> methods) {

        public boolean isIn(String parent) {
            return packageName.equals(parent) || packageName.startsWith(parent + ".");
        }

        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** @param folder relative to the module, e.g. "src/main/java" */
    public static SourceTree read(String folder) {
        Path root = Path.of(folder);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var paths = Files.walk(root);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> files = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                files.add(file(root, unit, positions));
            }
            return new SourceTree(root, files);
        } catch (IOException problem) {
            throw new IllegalStateException("cannot read the sources below " + root.toAbsolutePath(), problem);
        }
    }

    /** The text of one file, or "" when there is none. */
    public String text(String path) {
        Path file = root.resolve(path);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException problem) {
            throw new IllegalStateException("cannot read " + file, problem);
        }
    }

    private static SourceFile file(Path root, CompilationUnitTree unit, SourcePositions positions) throws IOException {
        String path = Path.of(unit.getSourceFile().toUri()).toString();
        List<String> imports = unit.getImports().stream()
                .map(line -> line.getQualifiedIdentifier().toString())
                .toList();
        String name = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        String relative = path.substring(path.indexOf(root.toString()));
        int lines = (int)
                unit.getSourceFile().getCharContent(true).toString().lines().count();
        return new SourceFile(relative, name, imports, lines, methods(relative, unit, positions));
    }

    private static List<Method> methods(String path, CompilationUnitTree unit, SourcePositions positions) {
        List<Method> found = new ArrayList<>();
        LineMap lines = unit.getLineMap();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long end = positions.getEndPosition(unit, method);
                if (end >= 0) {
                    Tree start = method.getReturnType() == null ? method : method.getReturnType();
                    long first = lines.getLineNumber(positions.getStartPosition(unit, start));
                    int length = (int) (lines.getLineNumber(end) - first + 1);
                    found.add(new Method(path + ":" + first + " " + method.getName(), length));
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(unit, null);
        return found;
    }
}
