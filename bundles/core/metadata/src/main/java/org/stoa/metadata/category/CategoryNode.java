package org.stoa.metadata.category;

import java.util.List;

/** A category with what hangs below it. */
public record CategoryNode(Category category, List<CategoryNode> children) {}
