using System.Text;
using PathToProd.Text;

namespace PathToProd.Facts.Promotions;

/// <summary>The digest of a record without its signature: what is signed.</summary>
public static class RecordDigest
{
    /// <summary>Takes it of the line that the record would be if it were not signed.</summary>
    public static Digest Of(PromotionRecord record) =>
        Digest.Of(
            Encoding.UTF8.GetBytes(PromotionText.Write(record with { Head = record.Head with { Signature = null } }))
        );
}
