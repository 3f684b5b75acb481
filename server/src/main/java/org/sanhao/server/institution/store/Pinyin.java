package org.sanhao.server.institution.store;

import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import java.util.Locale;

/** Sort keys for Chinese names, made here and stored, so that no version of ICU ever reorders a list. */
final class Pinyin {
    private Pinyin() {}

    /** Syllables without tone marks, a space between; what is no Chinese character stays itself, in lower case. */
    static String keyOf(String name) {
        var key = new StringBuilder(name.length() * 4);
        var syllables = PinyinDictionary.convertToPinyin(name, true);
        var characters = name.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            var syllable = i < syllables.size() ? syllables.get(i) : com.hankcs.hanlp.dictionary.py.Pinyin.none5;
            if (syllable == com.hankcs.hanlp.dictionary.py.Pinyin.none5) {
                key.appendCodePoint(Character.toLowerCase(characters[i]));
            } else {
                key.append(syllable.getPinyinWithoutTone().toLowerCase(Locale.ROOT))
                        .append(syllable.getTone())
                        .append(' ');
            }
        }
        return key.toString().strip();
    }
}
