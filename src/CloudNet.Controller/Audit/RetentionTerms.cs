namespace CloudNet.Controller.Audit;

/// <summary>How long is kept what tells of the past.</summary>
/// <param name="Audit">Entries of the audit log.</param>
/// <param name="AddressHistory">Spans of the address history, from their end on.</param>
public sealed record RetentionTerms(TimeSpan Audit, TimeSpan AddressHistory)
{
    private static readonly TimeSpan Default = TimeSpan.FromDays(400);
    private static readonly TimeSpan Least = TimeSpan.FromDays(2);
    private static readonly TimeSpan Most = TimeSpan.FromDays(36_500);

    /// <summary>Reads the settings <c>Audit:Keep</c> and <c>AddressHistory:Keep</c> (days.hours:minutes:seconds).</summary>
    /// <exception cref="InvalidOperationException">One is shorter than two days, or longer than a hundred years.</exception>
    public static RetentionTerms Of(IConfiguration settings) => new(Read(settings, "Audit:Keep"), Read(settings, "AddressHistory:Keep"));

    private static TimeSpan Read(IConfiguration settings, string name)
    {
        var keep = settings.GetValue(name, Default);
        return keep >= Least && keep <= Most
            ? keep
            : throw new InvalidOperationException($"{name.Replace(":", "__")} is {keep}; it is from {Least.Days} to {Most.Days} days, written 400.00:00:00");
    }
}
