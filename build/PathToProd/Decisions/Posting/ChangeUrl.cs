using System.Globalization;
using PathToProd.Text;

namespace PathToProd.Decisions.Posting;

/// <summary>
/// Where a report is posted, by the address of the change's page: Jenkins sets it as <c>CHANGE_URL</c>, and generated pipelines of Tekton do. It says all
/// that there is to know but the commit, which generated pipelines say as <c>CHANGE_HEAD</c>.
/// </summary>
internal static class ChangeUrl
{
    public const string Variable = "CHANGE_URL";

    private const string Head = "CHANGE_HEAD";

    /// <summary>The address; another job made the report, so only what is said here is believed.</summary>
    /// <param name="url">Such as <c>https://github.com/owner/name/pull/12</c>, or <c>https://gitlab.example.com/group/name/-/merge_requests/12</c>.</param>
    /// <param name="variable">The value of a variable; null when it is not set.</param>
    /// <exception cref="PlatformException">It is no such page.</exception>
    public static ChangeAddress In(string url, Func<string, string?> variable)
    {
        if (
            Uri.TryCreate(url, UriKind.Absolute, out var page)
            && (page.Scheme == "https" || (page.Scheme == "http" && page.IsLoopback))
            && page.UserInfo.Length == 0
        )
        {
            switch (page.AbsolutePath.Trim('/').Split('/'))
            {
                case [var owner, var name, "pull", var number] when Number(number) is { } change:
                    return Of(
                        ChangeSystemKind.GitHub,
                        page.Host == "github.com" ? new Uri("https://api.github.com/") : new Uri(page, "/api/v3/"),
                        $"{owner}/{name}",
                        change
                    );
                case [.. var project, "-", "merge_requests", var number]
                    when project.Length > 1 && Number(number) is { } change:
                    return Of(ChangeSystemKind.GitLab, new Uri(page, "/api/v4/"), string.Join('/', project), change);
            }
        }

        throw PlatformException.Wrong(
            $"{Variable} is {Printable.Message(url)}, which is no page of a change on GitHub or GitLab",
            "leave the variable as Jenkins sets it, or set GITHUB_REPOSITORY; or CI_API_V4_URL and CI_PROJECT_ID"
        );

        ChangeAddress Of(ChangeSystemKind system, Uri api, string project, int change) =>
            new()
            {
                System = system,
                Api = api,
                Project = ChangeAddresses.Checked(project, Variable, "leave the variable as Jenkins sets it"),
                Change = change,
                Head = variable(Head) is { Length: > 0 } head ? head : null,
                Link = variable("BUILD_URL") is { Length: > 0 } build ? build : null,
                IsOfOtherJob = true,
            };
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}
