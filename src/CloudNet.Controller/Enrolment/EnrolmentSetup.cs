namespace CloudNet.Controller.Enrolment;

/// <summary>Puts enrolment into the controller.</summary>
internal static class EnrolmentSetup
{
    public static IServiceCollection AddEnrolment(this IServiceCollection services) =>
        services.AddSingleton<EnrolmentKeyCommands>().AddSingleton<EnrolmentCommands>();
}
