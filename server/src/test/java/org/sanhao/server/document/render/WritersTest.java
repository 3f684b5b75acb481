package org.sanhao.server.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.sanhao.server.document.domain.Differences.Filled;
import org.sanhao.server.document.domain.Sheet;
import org.sanhao.server.document.read.CodeReader;
import org.sanhao.server.document.service.Forms;

/** What both writers wrote, read back. */
class WritersTest {
    private static byte[] pdf(Filled form) throws IOException {
        return PdfWriter.write(Sheet.of(form.template(), form.facts()), Forms.imprint(1));
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static BufferedImage page(byte[] pdf, int number, float dots) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(number, dots);
        }
    }

    /** To be looked at, in target/forms. */
    private static void keep(String name, byte[] pdf) throws IOException {
        var folder = Files.createDirectories(Path.of("target/forms"));
        Files.write(folder.resolve(name + ".pdf"), pdf);
        ImageIO.write(page(pdf, 0, 96), "png", folder.resolve(name + ".png").toFile());
    }

    @Test
    void a_sheet_to_sign_says_in_pdf_what_is_asked_and_who_decides() throws IOException {
        var pdf = pdf(Forms.signOff("石桥镇卫生院 · 同意基本标准", 1));
        keep("sign-off", pdf);

        var text = textOf(pdf);

        assertThat(text)
                .contains("审批单", "石桥镇卫生院 · 同意基本标准", "第 2 步　分管领导", "已在系统签批：罗启明", "2026-000123 第 1 版")
                .contains("第 1 页　共 1 页", "SHA-256 4e9d 71c0 … a83b", "演示数据·全部虚构·样例标准");
    }

    @Test
    void the_code_leads_to_the_frozen_copy_from_every_page() throws IOException {
        var pdf = pdf(Forms.application("苍禾镇中心卫生院", 90));
        keep("application", pdf);

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                assertThat(CodeReader.read(page(pdf, i, 150))).as("page " + i).containsExactly(Forms.LINK);
            }
        }
        var text = textOf(pdf);
        assertThat(text).contains("优质服务基层行申报表", "（单位公章）", "样例重构，非官方文本", "附：逐条自评等级");
        assertThat(text.split("条款 内容 自评", -1))
                .as("the head of the table again on each page")
                .hasSizeGreaterThan(3);
    }

    @Test
    void only_the_shapes_that_are_used_are_in_the_file() throws IOException {
        assertThat(pdf(Forms.application("苍禾镇中心卫生院", 90)).length).isLessThan(400_000);
    }

    @Test
    void a_name_the_typeface_cannot_draw_shows_a_box_and_never_a_hash_sign() throws IOException {
        var text = textOf(pdf(Forms.application("𠮷祥镇卫生院\u0007", 3)));

        assertThat(text).contains("□祥镇卫生院").doesNotContain("#");
    }

    @Test
    void a_very_long_opinion_stays_on_its_page() throws IOException {
        var pdf = pdf(Forms.signOff("意见".repeat(1_000), 1));

        assertThat(textOf(pdf)).contains("……（全文见系统）");
    }

    @Test
    void a_word_processor_finds_the_same_words() throws IOException {
        var form = Forms.application("𠮷祥镇卫生院", 90);
        var bytes = DocxWriter.write(Sheet.of(form.template(), form.facts()), Forms.imprint(2));
        Files.write(Files.createDirectories(Path.of("target/forms")).resolve("application.docx"), bytes);

        try (var document = new XWPFDocument(new ByteArrayInputStream(bytes));
                var extractor = new XWPFWordExtractor(document)) {
            assertThat(extractor.getText())
                    .contains("优质服务基层行申报表", "𠮷祥镇卫生院", "（单位公章）", "2026-000123 第 2 版", "签发人", "沈国梁");
            assertThat(document.getParagraphs().getFirst().getRuns().getFirst().getFontFamily())
                    .isEqualTo("方正小标宋简体");
            var code = document.getHeaderList()
                    .getFirst()
                    .getAllPictures()
                    .getFirst()
                    .getData();
            assertThat(CodeReader.read(framed(ImageIO.read(new ByteArrayInputStream(code)))))
                    .containsExactly(Forms.LINK);
        }
    }

    /** The quiet zone around the code is the paper's. */
    private static BufferedImage framed(BufferedImage code) {
        var paper = new BufferedImage(code.getWidth() + 80, code.getHeight() + 80, BufferedImage.TYPE_INT_RGB);
        var pen = paper.createGraphics();
        pen.setColor(java.awt.Color.WHITE);
        pen.fillRect(0, 0, paper.getWidth(), paper.getHeight());
        pen.drawImage(code, 40, 40, null);
        pen.dispose();
        return paper;
    }
}
