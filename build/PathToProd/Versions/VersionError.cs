namespace PathToProd.Versions;

/// <summary>Why a text is not a version or a range.</summary>
/// <param name="At">The first character that is wrong, from 0; the text's length when something is missing at its end.</param>
/// <param name="What">What is wrong, without a full stop.</param>
/// <param name="Fix">What to write instead, without a full stop.</param>
public readonly record struct VersionError(int At, string What, string Fix)
{
    /// <inheritdoc />
    public override string ToString() => $"at character {At + 1}: {What}; {Fix}";
}
