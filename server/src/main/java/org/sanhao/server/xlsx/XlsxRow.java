package org.sanhao.server.xlsx;

import java.util.List;

/**
 * A row that holds something.
 *
 * @param line as the office program numbers it, from 1
 * @param cells from the first column on; shorter rows simply end earlier
 */
public record XlsxRow(int line, List<Cell> cells) {

    /** The cell of a column, empty where the row has ended. */
    public Cell at(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }
}
