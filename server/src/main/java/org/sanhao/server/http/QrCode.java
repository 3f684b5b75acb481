package org.sanhao.server.http;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** QR codes: as SVG, one path, black on white, four modules of quiet zone; or module by module, for paper. */
public final class QrCode {
    private static final int QUIET = 4;

    private QrCode() {}

    /** The dark modules, row by row, without quiet zone; a quarter of them may be lost to a stamp or a fold. */
    public static boolean[][] modules(String text) {
        var matrix = encoded(text, 0, ErrorCorrectionLevel.Q);
        var modules = new boolean[matrix.getHeight()][matrix.getWidth()];
        for (int y = 0; y < modules.length; y++) {
            for (int x = 0; x < modules[y].length; x++) {
                modules[y][x] = matrix.get(x, y);
            }
        }
        return modules;
    }

    private static BitMatrix encoded(String text, int quiet, ErrorCorrectionLevel level) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, quiet, EncodeHintType.ERROR_CORRECTION, level));
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String svg(String text) {
        var modules = encoded(text, QUIET, ErrorCorrectionLevel.M);
        int size = modules.getWidth();
        var path = new StringBuilder();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (modules.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\"><rect width=\"" + size + "\" height=\"" + size
                + "\" fill=\"#fff\"/><path d=\"" + path + "\" fill=\"#000\"/></svg>";
    }
}
