namespace PathToProd.Versions;

/// <summary>The grammar of ranges as a pattern, for editors; <see cref="RangeParser"/> reads the same grammar, and a test compares the two.</summary>
internal static class RangeGrammar
{
    private const string Number = "(?:0|[1-9][0-9]{0,14})";

    /// <summary>Of a version with fewer than three numbers: digits would look like the end of a hyphen range.</summary>
    private const string ShortPrerelease =
        "(?:-(?:0|[A-Za-z][0-9A-Za-z-]*(?:\\." + SemVersion.PrereleasePattern + ")?))?";

    private const string Partial =
        "v?"
        + Number
        + "(?:\\.[xX*](?:\\.[xX*])?|\\."
        + Number
        + "(?:\\.[xX*]|\\."
        + Number
        + "(?:-"
        + SemVersion.PrereleasePattern
        + ")?|"
        + ShortPrerelease
        + ")|"
        + ShortPrerelease
        + ")";

    private const string Atom = "(?:[xX*]|(?:\\^|~|>=|<=|>|<|=)? *" + Partial + ")";

    private const string Group = "(?:" + Partial + " +- +" + Partial + "|" + Atom + "(?:(?: *, *| +)" + Atom + ")*)";

    public const string Pattern = "^ *" + Group + "(?: *\\|\\| *" + Group + ")* *$";
}
