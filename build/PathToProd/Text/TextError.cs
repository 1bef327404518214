namespace PathToProd.Text;

/// <summary>Why a short text (a version, a range, a duration) is not what it should be.</summary>
/// <param name="At">The first character that is wrong, from 0; the text's length when something is missing at its end.</param>
/// <param name="What">What is wrong, without a full stop.</param>
/// <param name="Fix">What to write instead, without a full stop.</param>
public readonly record struct TextError(int At, string What, string Fix)
{
    /// <inheritdoc />
    public override string ToString() => $"at character {At + 1}: {What}; {Fix}";
}
