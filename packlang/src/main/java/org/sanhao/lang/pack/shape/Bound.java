package org.sanhao.lang.pack.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.source.Finding;

/** What binding gave: the record unless something was wrong, the positions of what was read, and the findings. */
public record Bound<T>(@Nullable T value, Positions positions, List<Finding> findings) {}
