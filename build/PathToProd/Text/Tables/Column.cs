namespace PathToProd.Text.Tables;

/// <summary>A column of a table, and how it gives way where a terminal is too narrow for all.</summary>
/// <param name="Heading">The heading, in capitals; empty when the table has none.</param>
/// <param name="Rank">
/// Whether it may be left out: 0, the default, for never; of the others the highest goes first. What is left out is there on a
/// wider terminal, in a file or pipe, and in JSON.
/// </param>
public sealed record Column(string Heading, int Rank = 0)
{
    /// <summary>A column that is never left out.</summary>
    public static implicit operator Column(string heading) => FromString(heading);

    /// <summary>A column that is never left out.</summary>
    public static Column FromString(string heading) => new(heading);
}
