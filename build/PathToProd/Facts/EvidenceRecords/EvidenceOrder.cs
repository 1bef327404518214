namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Which evidence is the newer one. Lines of a merged file are in no order, so only their content decides.</summary>
internal static class EvidenceOrder
{
    /// <summary>Whether the first began later; for two that began at once the digest decides, so that any order of lines gives the same.</summary>
    public static bool IsNewer(Evidence one, Evidence other) => Compare(one, other) > 0;

    public static int Compare(Evidence one, Evidence other)
    {
        var byStart = one.Start.UtcTicks.CompareTo(other.Start.UtcTicks);
        return byStart != 0 ? byStart : string.CompareOrdinal(one.Digest.ToString(), other.Digest.ToString());
    }
}
