namespace PathToProd.Decisions.Leases;

/// <summary>
/// Decides what an API server's answer says about a write. Its status decides and never its text. An answer that says that the server
/// could not finish says nothing about what was written.
/// </summary>
public static class ApiAnswers
{
    /// <summary>Decides.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">What the server said.</param>
    /// <param name="version">The version of what was written.</param>
    public static WriteOutcome Of(int status, string message, string? version) =>
        status switch
        {
            200 or 201 when version is not null => new WriteOutcome.Accepted(version),
            // Replaced, made or deleted by another since it was seen.
            404 or 409 => new WriteOutcome.Moved(),
            400 or 401 or 403 or 405 or 413 or 415 or 422 => new WriteOutcome.Declined(message),
            _ => new WriteOutcome.NoAnswer($"{message} (HTTP {status})"),
        };
}
