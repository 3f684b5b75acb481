package org.sanhao.cli.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What reports in JUnit's XML form say about test cases: those of surefire and of vitest. */
final class TestReports {
    /**
     * One case of a report.
     *
     * @param group class or file it belongs to
     * @param written when its report was written
     */
    record Case(String group, String name, boolean passed, FileTime written) {}

    private final List<Case> cases = new ArrayList<>();

    /** Adds all reports {@code TEST-*.xml} of a folder; a missing folder adds nothing. */
    void addFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (var file : files) {
                addFile(file);
            }
        }
    }

    /** Adds one report; a missing file adds nothing. A report cut off in the middle is an error that names it. */
    void addFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (var in = Files.newInputStream(file)) {
            read(in, Files.getLastModifiedTime(file));
        } catch (XMLStreamException broken) {
            throw new IOException(file + ": " + broken.getMessage(), broken);
        }
    }

    private void read(InputStream in, FileTime written) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var xml = factory.createXMLStreamReader(in);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                cases.add(readCase(xml, written));
            }
        }
    }

    private static Case readCase(XMLStreamReader xml, FileTime written) throws XMLStreamException {
        var group = attribute(xml, "classname");
        var name = attribute(xml, "name");
        boolean passed = true;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                passed &= switch (xml.getLocalName()) {
                    case "failure", "error", "skipped" -> false;
                    default -> true;
                };
            }
        }
        return new Case(group, name, passed, written);
    }

    private static String attribute(XMLStreamReader xml, String name) {
        var value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /**
     * How the wanted cases ended: holds when there is one and all passed.
     *
     * @param edited when the test's source was last changed; empty when the source is gone
     */
    Mark.Standing standing(Predicate<Case> wanted, Optional<FileTime> edited) {
        var found = cases.stream().filter(wanted).toList();
        if (found.isEmpty() || edited.isEmpty()) {
            return Mark.Standing.NOT_RUN;
        }
        if (found.stream().anyMatch(one -> !one.passed())) {
            return Mark.Standing.BROKEN;
        }
        return found.stream().anyMatch(one -> one.written().compareTo(edited.get()) < 0)
                ? Mark.Standing.OUTDATED
                : Mark.Standing.HOLDS;
    }
}
