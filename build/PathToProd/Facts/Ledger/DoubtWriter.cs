namespace PathToProd.Facts.Ledger;

/// <summary>Writes why it is not known what is there: <c>the state of ingress in prod is unknown, as line 12 of ... is damaged and about it</c>.</summary>
public static class DoubtWriter
{
    /// <summary>A clause, without a full stop.</summary>
    public static string Write(string component, string environment, LedgerDoubt doubt) =>
        $"the state of {component} in {environment} is unknown, as {Line(doubt)}";

    /// <summary>The line that is in doubt, and what it may be about: a clause.</summary>
    public static string Line(LedgerDoubt doubt) =>
        $"line {doubt.Where.Line} of {doubt.Where.File} cannot be read and may be an attempt on "
        + (doubt.Component ?? "any component");
}
