namespace PathToProd.Model.ToolPins;

/// <summary>A phrase of a program's output that the age of the program may explain.</summary>
/// <param name="Phrase">What the program prints; upper and lower case are the same.</param>
/// <param name="Why">What an older one cannot do: a sentence without a full stop.</param>
public sealed record SignOfAge(string Phrase, string Why)
{
    /// <summary>The first version that does not fail so. Default: the one that <c>build/tools.yaml</c> pins.</summary>
    public string? Since { get; init; }

    /// <summary>Whether the program itself names its version as the cause. Default: false.</summary>
    public bool IsCertain { get; init; }
}
