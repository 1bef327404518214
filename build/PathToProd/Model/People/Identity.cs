namespace PathToProd.Model.People;

/// <summary>
/// A person, as records name who decided something: <c>alice@laptop</c>, <c>alice in 4711</c> (a job of a CI host), <c>alice</c>. Without a signature it is what
/// the machine or the CI host says, and who owns a machine can have it say anything.
/// </summary>
internal static class Identity
{
    /// <summary>The user, without machine and job. Two records of one user are of one person, on whatever machine.</summary>
    public static string UserOf(string who)
    {
        var end = who.AsSpan().IndexOfAny('@', ' ');
        return end > 0 ? who[..end] : who;
    }

    /// <summary>Whether an entry of a group means a person: one with an @ the whole identity, any other the user alone.</summary>
    public static bool IsMeant(string entry, string who) =>
        string.Equals(entry, entry.Contains('@') ? WithoutJob(who) : UserOf(who), StringComparison.OrdinalIgnoreCase);

    private static string WithoutJob(string who) => who.IndexOf(' ') is > 0 and var space ? who[..space] : who;
}
