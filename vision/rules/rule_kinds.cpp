#include "vision/rules/rule.hpp"

namespace vigie::vision {

const std::vector<RuleDefinition>& rule_kinds() {
    static const std::vector<RuleDefinition> kinds{
        intrusion_rule(),        over_capacity_rule(),    camera_silent_rule(),       camera_frozen_rule(),
        wrong_direction_rule(),  over_density_rule(),     venue_over_capacity_rule(), queue_length_rule(),
        waiting_time_rule(),     abandoned_object_rule(), removed_object_rule(),      person_down_rule(),
        sudden_dispersal_rule(), counter_flow_rule(),     stop_and_go_rule(),         crowd_turbulence_rule(),
        smoke_or_fire_rule(),    model_class_rule(),      camera_covered_rule(),      camera_blurred_rule(),
        camera_moved_rule(),     camera_glared_rule(),    camera_blind_rule(),
    };
    return kinds;
}

}  // namespace vigie::vision
