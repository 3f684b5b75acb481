package org.sanhao.cli.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sanhao.kernel.Meets;

/**
 * The {@link Meets} marks of a Maven module, read from its compiled tests without loading them: the class path of another
 * module's tests is none of our business.
 */
final class JavaMarks {
    private static final String MEETS = Meets.class.descriptorString();

    private final Path module;
    private final TestReports reports;

    private JavaMarks(Path module, TestReports reports) {
        this.module = module;
        this.reports = reports;
    }

    /** All marks of a module's tests, judged by the reports in its build folder. */
    static List<Mark> of(Path module) throws IOException {
        var target = module.resolve("target");
        var classes = target.resolve("test-classes");
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        var reports = new TestReports();
        reports.addFolder(target.resolve("surefire-reports"));
        reports.addFolder(target.resolve("failsafe-reports"));
        var marks = new JavaMarks(module, reports);
        try (var files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .flatMap(file -> marks.read(file).stream())
                    .toList();
        }
    }

    private List<Mark> read(Path file) {
        try {
            return read(ClassFile.of().parse(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private List<Mark> read(ClassModel type) throws IOException {
        var name = type.thisClass().asInternalName().replace('/', '.');
        var edited = edited(type);
        var marks = new ArrayList<Mark>();
        var ofClass = ids(type);
        if (!ofClass.isEmpty()) {
            marks.add(new Mark(name, ofClass, reports.standing(one -> belongs(one.group(), name), edited)));
        }
        for (var method : type.methods()) {
            var ids = ids(method);
            if (!ids.isEmpty()) {
                var test = method.methodName().stringValue();
                marks.add(new Mark(
                        name + "#" + test,
                        ids,
                        reports.standing(
                                one -> one.group().equals(name)
                                        && plain(one.name()).equals(test),
                                edited)));
            }
        }
        return marks;
    }

    /** A class speaks for the tests of the classes nested in it, too. */
    private static boolean belongs(String group, String name) {
        return group.equals(name) || group.startsWith(name + "$");
    }

    /** The method's name in a report: {@code opens(Level)[2]} and {@code opens{Level}[2]} are cases of {@code opens}. */
    private static String plain(String reported) {
        int end = 0;
        while (end < reported.length() && Character.isJavaIdentifierPart(reported.charAt(end))) {
            end++;
        }
        return reported.substring(0, end);
    }

    private static List<String> ids(AttributedElement element) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream())
                .filter(one -> one.className().equalsString(MEETS))
                .flatMap(JavaMarks::ids)
                .toList();
    }

    private static Stream<String> ids(Annotation meets) {
        return meets.elements().stream()
                .filter(element -> element.name().equalsString("value"))
                .flatMap(element -> element.value() instanceof AnnotationValue.OfArray list
                        ? list.values().stream()
                        : Stream.of(element.value()))
                .flatMap(value -> value instanceof AnnotationValue.OfString text
                        ? Stream.of(text.stringValue())
                        : Stream.empty());
    }

    /** When the source was last changed; empty when there is none any more, so that a left-over class is no proof. */
    private Optional<FileTime> edited(ClassModel type) throws IOException {
        var source = type.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue());
        if (source.isEmpty()) {
            return Optional.empty();
        }
        var inside = type.thisClass().asInternalName();
        var folder = inside.contains("/") ? inside.substring(0, inside.lastIndexOf('/')) : "";
        var file = module.resolve("src/test/java").resolve(folder).resolve(source.get());
        return Files.isRegularFile(file) ? Optional.of(Files.getLastModifiedTime(file)) : Optional.empty();
    }
}
