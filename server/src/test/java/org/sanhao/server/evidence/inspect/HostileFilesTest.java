package org.sanhao.server.evidence.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.evidence.Samples.docxWith;
import static org.sanhao.server.evidence.Samples.joined;
import static org.sanhao.server.evidence.Samples.jpeg;
import static org.sanhao.server.evidence.Samples.pdf;
import static org.sanhao.server.evidence.Samples.png;
import static org.sanhao.server.evidence.Samples.text;
import static org.sanhao.server.evidence.Samples.xlsxWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.evidence.FileKind;
import org.sanhao.server.evidence.Samples;

/** Files that must not come in, each beside the harmless file it was made from. */
class HostileFilesTest {

    /** @param harmless the same kind without the sting: the canary that the rule is not simply "no" */
    private record Hostile(String what, String name, byte[] bytes, ErrorCode no, byte[] harmless) {}

    private static List<Hostile> table() {
        var all = new ArrayList<Hostile>();
        var photo = jpeg(40, 30, 3);
        var exe = joined(text("MZ\u0090\0"), new byte[4096]);
        all.add(new Hostile("a program renamed", "现场.jpg", exe, ErrorCode.FILE_NOT_WHAT_IT_SAYS, photo));
        all.add(new Hostile("a program as pdf", "制度.pdf", exe, ErrorCode.FILE_NOT_WHAT_IT_SAYS, pdf(1)));
        all.add(new Hostile("a program as docx", "制度.docx", exe, ErrorCode.FILE_NOT_WHAT_IT_SAYS, Samples.docx()));
        all.add(new Hostile(
                "a drawing with script",
                "图.png",
                text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
                ErrorCode.FILE_NOT_WHAT_IT_SAYS,
                png()));
        all.add(new Hostile(
                "a page as pdf",
                "制度.pdf",
                text("<!doctype html><script>x</script>"),
                ErrorCode.FILE_NOT_WHAT_IT_SAYS,
                pdf(1)));
        all.add(new Hostile("a jpg called png", "图.png", photo, ErrorCode.FILE_NOT_WHAT_IT_SAYS, png()));
        all.add(new Hostile(
                "a docx called xlsx", "表.xlsx", Samples.docx(), ErrorCode.FILE_NOT_WHAT_IT_SAYS, Samples.xlsx()));
        all.add(new Hostile(
                "any zip called docx",
                "表.docx",
                Samples.zip(java.util.Map.of("a.txt", text("a"))),
                ErrorCode.FILE_NOT_WHAT_IT_SAYS,
                Samples.docx()));
        all.add(new Hostile(
                "photo and archive in one", "现场.jpg", joined(photo, Samples.docx()), ErrorCode.FILE_ACTIVE, photo));
        all.add(new Hostile(
                "pdf and archive in one", "制度.pdf", joined(pdf(1), Samples.xlsx()), ErrorCode.FILE_ACTIVE, pdf(1)));
        all.add(new Hostile(
                "photo and rar in one",
                "现场.jpg",
                joined(photo, joined("Rar!\u001a\u0007".getBytes(StandardCharsets.ISO_8859_1), new byte[90_000])),
                ErrorCode.FILE_ACTIVE,
                photo));
        all.add(new Hostile(
                "photo with a page in its comment", "现场.jpg", commented(photo), ErrorCode.FILE_ACTIVE, photo));
        all.add(new Hostile("png with a tail", "图.png", joined(png(), new byte[500]), ErrorCode.FILE_ACTIVE, png()));
        all.add(new Hostile("a photo cut off", "现场.jpg", Arrays.copyOf(photo, 300), ErrorCode.FILE_DAMAGED, photo));
        all.add(new Hostile("a picture of a billion points", "图.png", enormous(), ErrorCode.FILE_EXPANDS, png()));
        all.add(new Hostile("pdf with script", "制度.pdf", Samples.pdfWithScript(), ErrorCode.FILE_ACTIVE, pdf(1)));
        all.add(new Hostile(
                "pdf that starts a program", "制度.pdf", Samples.pdfThatLaunches(), ErrorCode.FILE_ACTIVE, pdf(1)));
        all.add(new Hostile(
                "pdf with attachment", "制度.pdf", Samples.pdfWithAttachment(), ErrorCode.FILE_ACTIVE, pdf(1)));
        all.add(new Hostile(
                "pdf under a password",
                "制度.pdf",
                Samples.pdfUnderPassword("geheim"),
                ErrorCode.FILE_LOCKED,
                Samples.pdfUnderPassword("")));
        all.add(new Hostile("pdf without pages", "制度.pdf", pdf(0), ErrorCode.FILE_DAMAGED, pdf(1)));
        all.add(new Hostile("pdf cut off", "制度.pdf", Arrays.copyOf(pdf(1), 60), ErrorCode.FILE_DAMAGED, pdf(1)));
        office(all);
        return all;
    }

    private static void office(List<Hostile> all) {
        var docx = Samples.docx();
        var xlsx = Samples.xlsx();
        all.add(new Hostile(
                "a table that unfolds", "表.xlsx", Samples.bomb(40), ErrorCode.FILE_EXPANDS, Samples.bomb(3)));
        all.add(new Hostile(
                "parts over the same bytes", "表.xlsx", Samples.overlapping(), ErrorCode.FILE_EXPANDS, xlsx));
        all.add(new Hostile(
                "an entity in a sheet",
                "表.xlsx",
                xlsxWith(
                        "xl/styles.xml",
                        text("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e SYSTEM"
                                + " \"file:///etc/passwd\">]><a>&e;</a>")),
                ErrorCode.FILE_DAMAGED,
                xlsxWith("xl/styles.xml", text("<?xml version=\"1.0\"?><a/>"))));
        all.add(new Hostile(
                "an entity behind a long remark, in UTF-16",
                "文.docx",
                docxWith(
                        "word/styles.xml",
                        ("<!--" + "x".repeat(90_000) + "--><!DOCTYPE a [<!ENTITY e \"e\">]><a>&e;</a>")
                                .getBytes(StandardCharsets.UTF_16)),
                ErrorCode.FILE_DAMAGED,
                docxWith(
                        "word/styles.xml",
                        ("<!--" + "x".repeat(90_000) + "--><a/>").getBytes(StandardCharsets.UTF_16))));
        var macro = Samples.docxParts();
        macro.put(
                "[Content_Types].xml",
                Samples.types("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"));
        all.add(new Hostile("a macro document renamed", "文.docx", Samples.zip(macro), ErrorCode.FILE_ACTIVE, docx));
        all.add(new Hostile(
                "a macro beside the text",
                "文.docx",
                docxWith("word/vbaProject.bin", new byte[10]),
                ErrorCode.FILE_ACTIVE,
                docxWith("word/printerSettings1.bin", new byte[10])));
        all.add(new Hostile(
                "a program inside",
                "文.docx",
                docxWith("word/media/image1.png", text("MZ......")),
                ErrorCode.FILE_ACTIVE,
                docxWith("word/media/image1.png", png())));
        all.add(new Hostile(
                "an object inside",
                "文.docx",
                docxWith("word/embeddings/oleObject1.bin", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}),
                ErrorCode.FILE_ACTIVE,
                docx));
        all.add(new Hostile(
                "an archive inside",
                "文.docx",
                docxWith("word/media/x.dat", Samples.docx()),
                ErrorCode.FILE_ACTIVE,
                docxWith("word/embeddings/Sheet.xlsx", xlsx)));
        all.add(new Hostile(
                "a table in a table in a document",
                "文.docx",
                docxWith("word/embeddings/a.xlsx", xlsxWith("xl/embeddings/b.xlsx", xlsx)),
                ErrorCode.FILE_ACTIVE,
                docxWith("word/embeddings/a.xlsx", xlsx)));
        all.add(new Hostile(
                "a way out of the folder",
                "文.docx",
                docxWith("word/../../../etc/cron.d/x", text("x")),
                ErrorCode.FILE_DAMAGED,
                docxWith("word/x..xml", text("<x/>"))));
        all.add(new Hostile(
                "a way from the root", "文.docx", docxWith("/etc/x", text("x")), ErrorCode.FILE_DAMAGED, docx));
        all.add(new Hostile(
                "a way with backslashes", "文.docx", docxWith("word\\..\\x", text("x")), ErrorCode.FILE_DAMAGED, docx));
        all.add(new Hostile("two parts of one name", "文.docx", Samples.zipWithTwins(), ErrorCode.FILE_DAMAGED, docx));
        all.add(new Hostile(
                "a template fetched from outside",
                "文.docx",
                docxWith(
                        "word/_rels/settings.xml.rels",
                        text("<Relationships><Relationship Type=\"http://x/attachedTemplate\""
                                + " TargetMode=\"External\""
                                + " Target=\"http://203.0.113.9/t.dotm\"/></Relationships>")),
                ErrorCode.FILE_ACTIVE,
                docxWith(
                        "word/_rels/document.xml.rels",
                        text("<Relationships><Relationship Type=\"http://x/hyperlink\""
                                + " TargetMode=\"External\""
                                + " Target=\"http://203.0.113.9/\"/></Relationships>"))));
        all.add(new Hostile(
                "a link that runs a program",
                "表.xlsx",
                xlsxWith(
                        "xl/externalLinks/externalLink1.xml",
                        text("<externalLink><ddeLink ddeService=\"cmd\"/></externalLink>")),
                ErrorCode.FILE_ACTIVE,
                xlsxWith("xl/externalLinks/externalLink1.xml", text("<externalLink><externalBook/></externalLink>"))));
        all.add(new Hostile(
                "a drawing with script inside",
                "文.docx",
                docxWith("word/media/image1.svg", text("<svg><script>x</script></svg>")),
                ErrorCode.FILE_ACTIVE,
                docxWith("word/media/image1.svg", text("<svg><path/></svg>"))));
    }

    @TestFactory
    Stream<DynamicTest> what_stings_stays_out_and_its_harmless_twin_comes_in() {
        return table().stream()
                .map(each -> DynamicTest.dynamicTest(each.what(), () -> {
                    assertThat(code(each.name(), each.bytes())).isEqualTo(each.no());
                    assertThat(code(each.name(), each.harmless()))
                            .as("harmless twin")
                            .isNull();
                }));
    }

    @Test
    void names_that_look_like_something_else_are_not_taken() {
        for (var name : List.of(
                "",
                " ",
                "..",
                "../a.jpg",
                "a/b.jpg",
                "a\\b.jpg",
                "C:a.jpg",
                "照片\u202egpj.exe",
                "a\0.jpg",
                "a\n.jpg",
                "长".repeat(121))) {
            assertThat(FileName.isFit(name)).as(name).isFalse();
        }
        for (var name : List.of("登记本 8月.jpg", "IMG_0001.JPG", "制度（2026版）.pdf", "𠮷田.docx")) {
            assertThat(FileName.isFit(name)).as(name).isTrue();
        }
        assertThat(FileKind.claimedBy("现场.jpg.exe")).isEmpty();
        assertThat(FileKind.claimedBy("现场.JPEG")).contains(FileKind.JPEG);
        assertThat(FileKind.claimedBy("老文件.doc")).isEmpty();
    }

    @Test
    void the_day_comes_from_the_camera_and_is_unknown_when_the_camera_is_silent() {
        assertThat(found("a.jpg", Samples.photo("2026:08:05", 1)).takenOn()).isEqualTo(LocalDate.of(2026, 8, 5));
        assertThat(found("a.jpg", jpeg(40, 30, 1)).takenOn()).isNull();
        assertThat(found("a.jpg", Samples.photo("0000:00:00", 1)).takenOn()).isNull();
        assertThat(found("a.jpg", Samples.photo("1980:01:01", 1)).takenOn()).isNull();
        assertThat(found("a.jpg", Samples.photo("2026:13:45", 1)).takenOn()).isNull();
    }

    @Test
    void pages_of_a_pdf_are_counted_and_other_kinds_have_none() {
        assertThat(found("a.pdf", pdf(12)).pages()).isEqualTo(12);
        assertThat(found("a.docx", Samples.docx()).pages()).isNull();
        assertThat(code("a.webp", Samples.webp())).isNull();
        assertThat(code("a.heic", Samples.heic())).isNull();
    }

    @Test
    void every_cut_of_every_good_file_is_answered_and_never_an_error_of_ours() throws IOException {
        for (var good : List.of(
                new Sample("a.jpg", Samples.photo("2026:08:05", 6)),
                new Sample("a.png", png()),
                new Sample("a.webp", Samples.webp()),
                new Sample("a.heic", Samples.heic()),
                new Sample("a.pdf", pdf(1)),
                new Sample("a.docx", Samples.docx()))) {
            int step = Math.max(1, good.bytes().length / 60);
            for (int length = 0; length < good.bytes().length; length += step) {
                Inspector.inspect(
                        good.name(),
                        FileKind.claimedBy(good.name()).orElseThrow(),
                        new SeekableInMemoryByteChannel(Arrays.copyOf(good.bytes(), length)));
            }
        }
    }

    @Test
    void a_picture_shown_is_drawn_anew_upright_and_without_what_the_phone_wrote() throws IOException {
        var photo = Samples.photo("2026:08:05", 6);
        var drawn = Drawing.draw(FileKind.JPEG, new SeekableInMemoryByteChannel(photo), 0, 320)
                .orElseThrow();
        var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(drawn));

        assertThat(image.getWidth()).isEqualTo(40);
        assertThat(image.getHeight()).isEqualTo(80);
        assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("Exif", "2026:08:05");
        assertThat(new String(drawn, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "2026:08:05");
        assertThat(Drawing.draw(FileKind.PDF, new SeekableInMemoryByteChannel(pdf(2)), 1, 320))
                .isPresent();
        assertThat(Drawing.draw(FileKind.PDF, new SeekableInMemoryByteChannel(pdf(2)), 2, 320))
                .isEmpty();
        assertThat(Drawing.draw(FileKind.WEBP, new SeekableInMemoryByteChannel(Samples.webp()), 0, 320))
                .isPresent();
        assertThat(Drawing.draw(FileKind.JPEG, new SeekableInMemoryByteChannel(new byte[900]), 0, 320))
                .isEmpty();
    }

    private record Sample(String name, byte[] bytes) {}

    private static byte[] commented(byte[] photo) {
        var words = text("<script>alert(1)</script>");
        var segment = joined(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (words.length + 2)}, words);
        return joined(joined(Arrays.copyOf(photo, 2), segment), Arrays.copyOfRange(photo, 2, photo.length));
    }

    private static byte[] enormous() {
        var bytes = png();
        bytes[16] = 0;
        bytes[17] = 0;
        bytes[18] = (byte) 0x80;
        bytes[22] = (byte) 0x80;
        return bytes;
    }

    private static Found found(String name, byte[] bytes) {
        return inspect(name, bytes).orThrow();
    }

    private static ErrorCode code(String name, byte[] bytes) {
        return inspect(name, bytes) instanceof Outcome.Refused<Found>(var no) ? no.code() : null;
    }

    private static Outcome<Found> inspect(String name, byte[] bytes) {
        try {
            return Inspector.inspect(
                    name, FileKind.claimedBy(name).orElseThrow(), new SeekableInMemoryByteChannel(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
