using QNom.Platform.Http;
using QNom.Platform.OpenApi;

namespace QNom.Queues.Repair;

/// <summary>What the API document says of repaired boards.</summary>
internal static class RepairSection
{
    private static readonly DateTimeOffset Lunch = new(2026, 11, 25, 4, 32, 5, TimeSpan.Zero);

    public static ApiSection Section { get; } = new("Repairs", "Boards that did not say what their queues said. For operators.",
    [
        new Endpoint(nameof(RepairFunctions.ListRepairs), "Repaired cards, by page")
        {
            Parameters = [Parameter.PageLimit(RepairFunctions.UsualLimit, RepairFunctions.MostAtOnce), Parameter.PageCursor],
            Answer = Answer.Uncached(
                200, "A page, the latest first. There should be nothing in it; repairs are kept for 90 days.",
                Content.Written(new RepairPage(
                    [new RepairedCard(Lunch, "maxwell-food-centre-chicken-rice", "maxwell-food-centre", CardFault.Behind, 41, 42)])),
                Header.NextPage($"/api/v1/repairs?limit=1&cursor={Cursor.Encode(new { After = "a" })}")),
            Problems = [Problems.Invalid("limit", $"must be a whole number from 1 to {RepairFunctions.MostAtOnce}")],
        },
    ]);
}
