using PathToProd.Model.Components;
using PathToProd.Model.Promotions;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>A delivery agent deploys what was promoted, so there must be a path to promote along.</summary>
internal static class WayOfWorkingCheck
{
    public static void Run(PlatformManifest? platform, IPlatformFiles files, List<Problem> problems)
    {
        if (platform?.WayOfWorking == WayOfWorking.CiCd && files.Read(PromotionPath.FileName) is null)
        {
            problems.Add(
                new Problem(
                    platform.Source["ways-of-working"],
                    $"the platform's ways-of-working is ci-cd, and there is no {PromotionPath.FileName} that says where the delivery agent deploys",
                    "add it as docs/promotion.md shows, or write ways-of-working: ci"
                )
            );
        }
    }
}
