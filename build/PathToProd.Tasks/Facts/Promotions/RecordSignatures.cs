using PathToProd.Facts.Promotions;
using PathToProd.Facts.Signing;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>The signatures of records of the promotions, by the keys that sign evidence too.</summary>
public sealed class RecordSignatures(EvidenceSignatures signatures)
{
    /// <summary>The record with its signature.</summary>
    /// <param name="record">The record as it is to be written.</param>
    /// <param name="key">The key's file.</param>
    /// <param name="label">What messages call it: the option that named it.</param>
    /// <exception cref="PlatformException">The key is not there, or cannot be used (exit code 2).</exception>
    public PromotionRecord Sign(PromotionRecord record, string key, string label) =>
        record with
        {
            Head = record.Head with { Signature = signatures.Sign(RecordDigest.Of(record), key, label) },
        };

    /// <summary>What is known about the signature of a record.</summary>
    /// <exception cref="PlatformException">The file of allowed signers is not there, or there is no ssh-keygen (exit code 2).</exception>
    public SignatureCheck Of(PromotionRecord record) =>
        record.Head.Signature is { } signature
            ? signatures.Check(RecordDigest.Of(record), signature)
            : SignatureCheck.Missing;
}
