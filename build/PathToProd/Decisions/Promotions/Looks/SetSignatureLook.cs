using PathToProd.Facts.Signing;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>Whether an allowed signer signed a set, and who.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Digest">The digest of its members.</param>
public sealed record SetSignatureLook(string Set, Digest Digest) : Look<SignatureCheck>
{
    /// <inheritdoc />
    public override string Name => $"the signature of {Set}";
}
