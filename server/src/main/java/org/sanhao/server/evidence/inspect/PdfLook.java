package org.sanhao.server.evidence.inspect;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.sanhao.kernel.ErrorCode;

/** Counts the pages of a pdf and refuses one that does more than show them. */
final class PdfLook {
    private static final int MOST_OBJECTS = 500_000;
    private static final Set<String> ACTIONS =
            Set.of("JavaScript", "Launch", "ImportData", "RichMediaExecute", "GoToE");
    private static final Set<String> KEYS = Set.of("JavaScript", "EmbeddedFiles", "XFA", "RichMediaContent");

    /** Said in the clear, wherever it stands: also where the table of contents of the file does not lead. */
    private static final List<byte[]> SAID = List.of(
            Bytes.ascii("/JavaScript"),
            Bytes.ascii("/Launch"),
            Bytes.ascii("/EmbeddedFile"),
            Bytes.ascii("/RichMedia"));

    private PdfLook() {}

    static PDDocument open(SeekableByteChannel channel) throws IOException {
        return Loader.loadPDF(new ChannelRead(channel), "", null, null, IOUtils.createMemoryOnlyStreamCache());
    }

    static Found pdf(String name, Bytes bytes, SeekableByteChannel channel) throws IOException {
        if (bytes.contains(0, SAID)) {
            throw Unfit.active(name, "脚本、附件或自动执行的动作");
        }
        try (var document = open(channel)) {
            int pages = document.getNumberOfPages();
            if (pages < 1) {
                throw Unfit.damaged(name);
            }
            refuseActions(name, document);
            return new Found(pages, null);
        } catch (InvalidPasswordException locked) {
            throw new Unfit(ErrorCode.FILE_LOCKED, name);
        }
    }

    private static void refuseActions(String name, PDDocument document) throws IOException {
        var objects = document.getDocument();
        if (objects.getXrefTable().size() > MOST_OBJECTS) {
            throw Unfit.expands(name);
        }
        refuse(name, objects.getTrailer());
        for (var key : objects.getXrefTable().keySet()) {
            var held = objects.getObjectFromPool(key);
            refuse(name, held.getObject());
        }
    }

    /** Looks at one object and what stands directly in it; what it points to has its own turn. */
    private static void refuse(String name, COSBase start) throws Unfit {
        var left = new ArrayDeque<COSBase>();
        if (start != null) {
            left.add(start);
        }
        int seen = 0;
        while (!left.isEmpty()) {
            if (++seen > MOST_OBJECTS) {
                throw Unfit.expands(name);
            }
            switch (left.removeLast()) {
                case COSDictionary dictionary -> {
                    var action = dictionary.getCOSName(COSName.S);
                    if (action != null && ACTIONS.contains(action.getName()) || isAttachment(dictionary)) {
                        throw Unfit.active(name, "脚本、附件或自动执行的动作");
                    }
                    for (var entry : dictionary.entrySet()) {
                        if (KEYS.contains(entry.getKey().getName())) {
                            throw Unfit.active(name, "脚本、附件或自动执行的动作");
                        }
                        add(left, entry.getValue());
                    }
                }
                case COSArray array -> array.forEach(each -> add(left, each));
                default -> {
                    // Numbers, names, texts.
                }
            }
        }
    }

    private static boolean isAttachment(COSDictionary dictionary) {
        return dictionary.containsKey(COSName.EF)
                && (dictionary.containsKey(COSName.F)
                        || dictionary.containsKey(COSName.UF)
                        || COSName.getPDFName("Filespec").equals(dictionary.getCOSName(COSName.TYPE)));
    }

    private static void add(ArrayDeque<COSBase> left, COSBase each) {
        if (each != null && !(each instanceof COSObject)) {
            left.add(each);
        }
    }
}
