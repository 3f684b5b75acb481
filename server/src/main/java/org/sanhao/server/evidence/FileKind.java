package org.sanhao.server.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that are taken. Old binary office files are not: what is in them cannot be judged. */
public enum FileKind {
    JPEG("jpg", "image/jpeg", "照片", "jpeg"),
    PNG("png", "image/png", "图片"),
    WEBP("webp", "image/webp", "图片"),
    HEIC("heic", "image/heic", "照片", "heif"),
    PDF("pdf", "application/pdf", "PDF"),
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格");

    private final String ending;
    private final String media;
    private final String title;
    private final List<String> otherEndings;

    FileKind(String ending, String media, String title, String... otherEndings) {
        this.ending = ending;
        this.media = media;
        this.title = title;
        this.otherEndings = List.of(otherEndings);
    }

    /** The kind a file name claims. */
    public static Optional<FileKind> claimedBy(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.ending.equals(ending) || kind.otherEndings.contains(ending))
                .findFirst();
    }

    public static FileKind of(String ending) {
        return Arrays.stream(values())
                .filter(kind -> kind.ending.equals(ending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(ending));
    }

    /** The word in the database and on the wire: {@code jpg}. */
    public String ending() {
        return ending;
    }

    public String media() {
        return media;
    }

    public String title() {
        return title;
    }

    public boolean isPhoto() {
        return this == JPEG || this == PNG || this == WEBP || this == HEIC;
    }

    /** Whether the product can draw it. */
    public boolean canBeShown() {
        return this == JPEG || this == PNG || this == WEBP || this == PDF;
    }
}
