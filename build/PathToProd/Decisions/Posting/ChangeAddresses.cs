using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Decisions.Posting;

/// <summary>Finds out where a report is posted, by the variables that CI systems promise to set.</summary>
public static class ChangeAddresses
{
    private static readonly Func<char, bool> IsOfProject = letter =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/';

    /// <summary>The address.</summary>
    /// <param name="variable">The value of a variable; null when it is not set.</param>
    /// <param name="eventText">The text of GitHub's file about the event; null when there is none.</param>
    /// <exception cref="PlatformException">Nothing says where, or it cannot be right.</exception>
    public static ChangeAddress Of(Func<string, string?> variable, string? eventText)
    {
        return Named("GITHUB_REPOSITORY") is { } repository ? GitHub(repository)
            : Named("CI_PROJECT_ID") is { } project ? GitLab(project)
            : Named(ChangeUrl.Variable) is { } url ? ChangeUrl.In(url, variable)
            : throw PlatformException.Wrong(
                "nothing says where the change is reviewed",
                "set GITHUB_REPOSITORY and GITHUB_TOKEN; or CI_API_V4_URL, CI_PROJECT_ID and GITLAB_TOKEN"
            );

        string? Named(string name) => variable(name) is { Length: > 0 } value ? value : null;

        ChangeAddress GitHub(string repository)
        {
            if (repository.Split('/') is not [{ Length: > 0 }, { Length: > 0 }] || !repository.All(IsOfProject))
            {
                throw PlatformException.Wrong(
                    $"GITHUB_REPOSITORY is {Printable.Message(repository)}",
                    "write owner/name, as GitHub Actions sets it"
                );
            }

            var address = new ChangeAddress
            {
                System = ChangeSystemKind.GitHub,
                Api = Api("GITHUB_API_URL", Named("GITHUB_API_URL") ?? "https://api.github.com"),
                Project = repository,
            };
            return Event(eventText) is { } payload ? GitHubChange.In(payload, address, variable) : address;
        }

        ChangeAddress GitLab(string project) =>
            new()
            {
                System = ChangeSystemKind.GitLab,
                Api = Api(
                    "CI_API_V4_URL",
                    Named("CI_API_V4_URL")
                        ?? throw PlatformException.Wrong(
                            "CI_PROJECT_ID is set, and CI_API_V4_URL is not",
                            "set it to the address of GitLab's interface, such as https://gitlab.example.com/api/v4"
                        )
                ),
                Project = Checked(project, "CI_PROJECT_ID", "write the number of the project"),
                Change = Number(Named("CI_MERGE_REQUEST_IID")),
                // In a pipeline of merged results CI_COMMIT_SHA is a commit that is on no branch.
                Head = Named("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? Named("CI_COMMIT_SHA"),
                Link = Named("CI_JOB_URL"),
            };
    }

    /// <summary>The name or number of a project, if it can be one.</summary>
    internal static string Checked(string project, string variable, string fix) =>
        project.All(IsOfProject)
            ? project
            : throw PlatformException.Wrong($"{variable} is {Printable.Message(project)}", fix);

    private static Uri Api(string name, string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
        && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))
        && address.UserInfo.Length == 0
            ? address
            : throw PlatformException.Wrong(
                $"{name} is not an address that a token may be sent to",
                "write one that begins with https://"
            );

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    private static JsonObject? Event(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            throw PlatformException.Wrong(
                "the file that GITHUB_EVENT_PATH names is not JSON",
                "leave the variable as GitHub Actions sets it"
            );
        }
    }
}
