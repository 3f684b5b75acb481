package org.sanhao.kernel;

/** Text as people write it: any sign of any script, line ends and tabs; nothing that only machines speak. */
public final class PlainText {
    private PlainText() {}

    /** Whether the text holds a control sign other than tab and line end, or half of a sign. */
    public static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (Character.isISOControl(sign) && sign != '\n' && sign != '\r' && sign != '\t') {
                return true;
            }
            if (Character.isSurrogate(sign)) {
                if (Character.isLowSurrogate(sign)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
