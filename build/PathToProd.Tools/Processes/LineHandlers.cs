namespace PathToProd.Tools.Processes;

/// <summary>What changes the lines of a captured stream before they are kept, as Cake's process settings allow: null drops a line.</summary>
internal sealed record LineHandlers(Func<string, string?>? Output, Func<string, string?>? Error)
{
    internal static readonly LineHandlers None = new(null, null);
}
