namespace PathToProd.Text.Tables;

/// <summary>A column of a table that there is room for.</summary>
/// <param name="At">Its number among all columns.</param>
/// <param name="Width">How wide its cells may be.</param>
internal sealed record ShownColumn(int At, int Width);
