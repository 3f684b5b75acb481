package org.sanhao.server.imports.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sanhao.server.xlsx.XlsxWriter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Tables as answers, written while they are read. */
final class Tables {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Tables() {}

    /** The stream of a file to be saved under that name. */
    static OutputStream download(HttpServletResponse response, String name) throws IOException {
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return response.getOutputStream();
    }

    /** A table of one sheet. */
    static XlsxWriter begin(
            HttpServletResponse response, String name, String sheet, List<String> headers, List<Integer> widths)
            throws IOException {
        return new XlsxWriter(download(response, name)).sheet(sheet, headers, widths);
    }
}
