using PathToProd.Text;

namespace PathToProd.Versions;

#pragma warning disable CA1032, CA1064 // never leaves RangeParser: it only unwinds the descent
internal sealed class RangeSyntaxException(TextError error) : Exception(error.ToString())
#pragma warning restore CA1032, CA1064
{
    public TextError Error { get; } = error;
}
