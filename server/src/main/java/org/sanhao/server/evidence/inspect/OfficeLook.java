package org.sanhao.server.evidence.inspect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.server.evidence.FileKind;

/**
 * Takes a docx or xlsx apart: the parts it names, how far they unfold, what stands in them. One table inside a document is
 * usual (a chart carries its figures), a further one inside that is not.
 */
final class OfficeLook {
    private static final int MOST_PARTS = 5_000;
    private static final long MOST_UNFOLDED = 300L << 20;
    private static final long SMALL = 4L << 20;
    private static final int MOST_RATIO = 120;
    private static final int MOST_INSIDE = 20 << 20;
    private static final Map<FileKind, String> MAIN = Map.of(
            FileKind.DOCX,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            FileKind.XLSX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml");
    private static final Set<String> PROGRAMS = Set.of(
            "exe", "dll", "js", "jse", "vbs", "vbe", "bat", "cmd", "ps1", "jar", "hta", "lnk", "scr", "com", "msi",
            "html", "htm", "zip", "rar", "7z", "gz", "iso", "docm", "xlsm", "xlsb", "doc", "xls");
    private static final List<byte[]> NOT_INSIDE = List.of(
            Bytes.ascii("MZ"),
            Bytes.ascii("\u007fELF"),
            Bytes.ascii("Rar!"),
            new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF},
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0},
            new byte[] {0x1F, (byte) 0x8B});
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** Links that load something by themselves when the document is opened. */
    private static final Set<String> LOADING =
            Set.of("attachedtemplate", "oleobject", "frame", "image", "subdocument", "package", "control");

    private final String name;
    private long unfolded;

    private OfficeLook(String name) {
        this.name = name;
    }

    static Found office(String name, FileKind kind, SeekableByteChannel channel) throws IOException {
        new OfficeLook(name).look(kind, channel, 0);
        return Found.NOTHING;
    }

    private void look(FileKind kind, SeekableByteChannel channel, int depth) throws IOException {
        try (var zip =
                ZipFile.builder().setSeekableByteChannel(new Unclosed(channel)).get()) {
            var parts = Collections.list(zip.getEntriesInPhysicalOrder());
            refuseStructure(parts, channel.size());
            var types = zip.getEntry("[Content_Types].xml");
            if (types == null) {
                throw new Unfit(ErrorCode.FILE_NOT_WHAT_IT_SAYS, name, kind.title());
            }
            try (var xml = zip.getInputStream(types)) {
                refuseTypes(kind, xml);
            }
            for (var part : parts) {
                if (!part.isDirectory()) {
                    lookInto(zip, part, depth);
                }
            }
        }
    }

    private void refuseStructure(List<ZipArchiveEntry> parts, long size) throws Unfit {
        if (parts.size() > MOST_PARTS) {
            throw Unfit.expands(name);
        }
        var names = new HashSet<String>();
        long end = 0;
        for (var part : parts) {
            var path = part.getName();
            if (path.startsWith("/")
                    || path.contains("\\")
                    || path.contains(":")
                    || path.contains("\0")
                    || List.of(path.split("/", -1)).contains("..")
                    || part.isUnixSymlink()
                    || !names.add(path.toLowerCase(Locale.ROOT))) {
                throw Unfit.damaged(name);
            }
            if (part.getGeneralPurposeBit().usesEncryption()) {
                throw new Unfit(ErrorCode.FILE_LOCKED, name);
            }
            if (part.getMethod() != ZipEntry.STORED && part.getMethod() != ZipEntry.DEFLATED) {
                throw Unfit.damaged(name);
            }
            // Parts that share bytes unfold the same bytes again and again.
            if (part.getLocalHeaderOffset() < end || part.getCompressedSize() > size) {
                throw Unfit.expands(name);
            }
            end = part.getLocalHeaderOffset() + part.getCompressedSize();
        }
    }

    private void refuseTypes(FileKind kind, InputStream xml) throws IOException {
        boolean main = false;
        try {
            var reader = safe().createXMLStreamReader(new Limited(xml, SMALL));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw Unfit.damaged(name);
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    var type = String.valueOf(reader.getAttributeValue(null, "ContentType"));
                    if (type.toLowerCase(Locale.ROOT).contains("macroenabled") || type.contains("vbaProject")) {
                        throw Unfit.active(name, "宏");
                    }
                    main |= type.equals(MAIN.get(kind));
                }
            }
        } catch (XMLStreamException broken) {
            throw Unfit.damaged(name);
        }
        if (!main) {
            throw new Unfit(ErrorCode.FILE_NOT_WHAT_IT_SAYS, name, kind.title());
        }
    }

    private void lookInto(ZipFile zip, ZipArchiveEntry part, int depth) throws IOException {
        var path = part.getName().toLowerCase(Locale.ROOT);
        var ending = path.substring(path.lastIndexOf('.') + 1);
        if (path.contains("vbaproject") || path.contains("/activex/") || path.contains("/macrosheets/")) {
            throw Unfit.active(name, "宏");
        }
        if (PROGRAMS.contains(ending)) {
            throw Unfit.active(name, "内嵌的程序或对象");
        }
        boolean small = path.contains("/embeddings/") && (ending.equals("xlsx") || ending.equals("docx"));
        try (var counted = new Counted(zip.getInputStream(part), part.getCompressedSize())) {
            if (small) {
                lookInside(ending, counted, depth);
            } else if (ending.equals("xml") || ending.equals("rels") || ending.equals("vml")) {
                lookIntoXml(ending.equals("rels"), path, new Open(counted));
            } else {
                var head = counted.readNBytes(2048);
                if (NOT_INSIDE.stream().anyMatch(each -> Bytes.matches(head, 0, each)) || Bytes.matches(head, 0, ZIP)) {
                    throw Unfit.active(name, "内嵌的程序或对象");
                }
                if (ending.equals("svg")) {
                    refuseScript(counted, head);
                }
            }
            counted.drain();
        }
    }

    private void lookInside(String ending, Counted bytes, int depth) throws IOException {
        if (depth > 0) {
            throw Unfit.active(name, "层层内嵌的文件");
        }
        var whole = bytes.readNBytes(MOST_INSIDE + 1);
        if (whole.length > MOST_INSIDE) {
            throw Unfit.expands(name);
        }
        if (!Bytes.matches(whole, 0, ZIP)) {
            throw Unfit.active(name, "内嵌的程序或对象");
        }
        look(FileKind.of(ending), new SeekableInMemoryByteChannel(whole), depth + 1);
    }

    private void refuseScript(InputStream rest, byte[] head) throws IOException {
        var tail = rest.readNBytes((int) SMALL);
        var text = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1)
                + new String(tail, java.nio.charset.StandardCharsets.ISO_8859_1);
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("<script") || lower.contains("javascript:") || lower.contains("<foreignobject")) {
            throw Unfit.active(name, "图形里的脚本");
        }
    }

    /** A document type is where foreign files are drawn in and words multiply: no office program writes one. */
    private void lookIntoXml(boolean links, String path, InputStream xml) throws IOException {
        try {
            var reader = safe().createXMLStreamReader(xml);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw Unfit.damaged(name);
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (reader.getLocalName().equals("ddeLink")) {
                        throw Unfit.active(name, "自动执行的链接");
                    }
                    if (links) {
                        refuseLink(
                                String.valueOf(reader.getAttributeValue(null, "TargetMode")),
                                String.valueOf(reader.getAttributeValue(null, "Type")));
                    } else if (!path.contains("/externallinks/")) {
                        return;
                    }
                }
            }
        } catch (XMLStreamException broken) {
            throw Unfit.damaged(name);
        }
    }

    private void refuseLink(String mode, String type) throws Unfit {
        var last = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (mode.equals("External") && LOADING.contains(last)) {
            throw Unfit.active(name, "打开时自动读取的外部文件");
        }
    }

    private static XMLInputFactory safe() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    /** Counts what unfolds, over the whole file; the sizes the file tells are not believed. */
    private final class Counted extends InputStream {
        private final InputStream in;
        private final long folded;
        private long read;

        Counted(InputStream in, long folded) {
            this.in = in;
            this.folded = Math.max(1, folded);
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int now = in.read(into, offset, length);
            count(Math.max(0, now));
            return now;
        }

        private void count(int now) throws Unfit {
            read += now;
            unfolded += now;
            if (unfolded > MOST_UNFOLDED || (read > SMALL && read / folded > MOST_RATIO)) {
                throw Unfit.expands(name);
            }
        }

        void drain() throws IOException {
            var bin = new byte[32 * 1024];
            while (read(bin, 0, bin.length) >= 0) {
                // Counted is enough.
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** The xml reader closes what it has read to the end; the counting goes on. */
    private static final class Open extends java.io.FilterInputStream {
        Open(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The counter closes it.
        }
    }

    /** Ends with an error instead of going on for ever. */
    private static final class Limited extends java.io.FilterInputStream {
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("too long");
            }
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("too long");
            }
            int now = super.read(into, offset, length);
            left -= Math.max(0, now);
            return now;
        }
    }

    /** The zip reader closes what it reads; the file is read once more afterwards. */
    private record Unclosed(SeekableByteChannel channel) implements SeekableByteChannel {
        @Override
        public int read(java.nio.ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public int write(java.nio.ByteBuffer bytes) throws IOException {
            return channel.write(bytes);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long to) throws IOException {
            channel.position(to);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long to) throws IOException {
            channel.truncate(to);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            // The owner closes it.
        }
    }
}
