namespace PathToProd.Facts.Changes;

/// <summary>Something that was left out.</summary>
/// <param name="What">What: <c>the cloud layer of base-network</c>.</param>
/// <param name="Why">Why, a clause.</param>
public sealed record NotVerified(string What, string Why);
