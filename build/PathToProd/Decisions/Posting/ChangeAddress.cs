namespace PathToProd.Decisions.Posting;

/// <summary>Where a report is posted, and what of it the system that runs the job says, so that the report itself need not be believed.</summary>
public sealed record ChangeAddress
{
    /// <summary>The system.</summary>
    public required ChangeSystemKind System { get; init; }

    /// <summary>The address of its REST interface.</summary>
    public required Uri Api { get; init; }

    /// <summary>The project: <c>owner/name</c> on GitHub, its number or path on GitLab.</summary>
    public required string Project { get; init; }

    /// <summary>The variable that has the token.</summary>
    public string TokenVariable => System == ChangeSystemKind.GitHub ? "GITHUB_TOKEN" : "GITLAB_TOKEN";

    /// <summary>The number of the change; null when the system does not say it.</summary>
    public int? Change { get; init; }

    /// <summary>The commit that was looked at; null when the system does not say it.</summary>
    public string? Head { get; init; }

    /// <summary>The page of the job that made the report; null when the system does not say it.</summary>
    public string? Link { get; init; }

    /// <summary>Whether another job made the report, perhaps of a stranger's code, so that only what is said here is believed.</summary>
    public bool IsOfOtherJob { get; init; }
}
